"""Routes of benefits, one part of the work per module."""
