"""Apache Kafka on this computer, for tests and for trying the city road; not how a city runs it."""
