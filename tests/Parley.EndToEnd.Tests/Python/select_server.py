"""The server that seed 004 describes: lines from each client go to all the others."""
import socket
import sys
import threading

ip_address = '127.0.0.1'
port = int(sys.argv[1]) if len(sys.argv) > 1 else 12000

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind((ip_address, port))
server.listen(10)

list_of_clients = []


def broadcast(message, connection):
    for client in list_of_clients:
        if client != connection:
            try:
                client.send(message.encode())
            except OSError:
                client.close()
                remove(client)


def remove(connection):
    if connection in list_of_clients:
        list_of_clients.remove(connection)


def clientthread(connection, address):
    connection.send("Welcome to this chatroom!".encode())
    broadcast("<" + address[0] + "> has joined the chatroom", connection)
    while True:
        try:
            message = connection.recv(2048).decode()
        except OSError:
            message = ''
        if not message:
            remove(connection)
            broadcast("<" + address[0] + "> has left the chatroom", connection)
            connection.close()
            break
        broadcast("<" + address[0] + "> " + message, connection)


print("Server is listening on {}".format(port))
while True:
    connection, address = server.accept()
    list_of_clients.append(connection)
    print(address[0] + " has joined")
    threading.Thread(target=clientthread, args=(connection, address), daemon=True).start()
