"""The city road: facts travel through Apache Kafka. The only folder that imports its client."""
