"""The User class that seed 002 describes."""
import socket
import sys
import threading

from constants import ENCODING, HOST_NAME, MAGIC, PORT


class User:
    def __init__(self, nickname):
        self.client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.nickname = nickname

    def connect(self, host, port):
        self.client.connect((host, port))

    def receive(self):
        while True:
            try:
                message = self.client.recv(1024).decode(ENCODING)
                if message == MAGIC:
                    self.client.send(self.nickname.encode(ENCODING))
                else:
                    print(message)
            except (OSError, UnicodeDecodeError):
                print('An error occurred!')
                self.client.close()
                break

    def write(self):
        while True:
            message = f'{self.nickname}: {input()}'
            self.client.send(message.encode(ENCODING))

    def join(self):
        threading.Thread(target=self.receive).start()
        threading.Thread(target=self.write).start()


if __name__ == '__main__':
    user = User(input('Choose your nickname: '))
    user.connect(HOST_NAME, int(sys.argv[1]) if len(sys.argv) > 1 else PORT)
    user.join()
