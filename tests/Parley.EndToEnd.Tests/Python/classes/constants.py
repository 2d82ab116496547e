"""What seed 002 keeps in its constants."""
MAGIC = 'NICK'
ENCODING = 'ascii'
HOST_NAME = '127.0.0.1'
PORT = 55555
