"""The Server class that seed 002 describes."""
import socket
import sys
import threading

from constants import ENCODING, HOST_NAME, MAGIC, PORT


class Server:
    def __init__(self, host, port):
        self.clients = []
        self.nicknames = []
        self.server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.server.bind((host, port))
        self.server.listen()

    def broadcast(self, message):
        for client in self.clients:
            client.send(message)

    def handle(self, client):
        while True:
            try:
                message = client.recv(1024)
                self.broadcast(message)
            except OSError:
                index = self.clients.index(client)
                self.clients.remove(client)
                client.close()
                nickname = self.nicknames.pop(index)
                self.broadcast(f'{nickname} left!'.encode(ENCODING))
                break

    def receive(self):
        while True:
            client, address = self.server.accept()
            print(f'Connected with {address}')
            client.send(MAGIC.encode(ENCODING))
            nickname = client.recv(1024).decode(ENCODING)
            self.nicknames.append(nickname)
            self.clients.append(client)
            print(f'Nickname is {nickname}')
            self.broadcast(f'{nickname} joined!'.encode(ENCODING))
            client.send('Connected to server!'.encode(ENCODING))
            threading.Thread(target=self.handle, args=(client,)).start()


if __name__ == '__main__':
    port = int(sys.argv[1]) if len(sys.argv) > 1 else PORT
    server = Server(HOST_NAME, port)
    print(f'Server is listening on {port}')
    server.receive()
