"""What a training runs on: devices, their memory, several processes."""
