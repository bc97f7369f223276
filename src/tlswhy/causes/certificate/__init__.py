"""What stands in the certificate that was presented."""
