"""相談受付 to 利用申込: what the counter hears, decides and hands on."""
