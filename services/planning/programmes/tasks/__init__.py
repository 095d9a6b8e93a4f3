"""役割分担: who does what for a case until when, agency by agency."""
