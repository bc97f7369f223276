"""From the flows of a capture to diagnoses: what `net` is for live targets."""
