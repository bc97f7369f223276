"""The leg from a reverse proxy or balancer to what stands behind it."""
