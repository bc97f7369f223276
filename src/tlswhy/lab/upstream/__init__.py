"""What stands between a reverse proxy or balancer and the server behind it."""
