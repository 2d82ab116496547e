"""The client that seed 004 describes: it waits for the keyboard and the server at once."""
import select
import socket
import sys

ip_address = '127.0.0.1'
port = int(sys.argv[1]) if len(sys.argv) > 1 else 12000

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.connect((ip_address, port))

while True:
    sockets_list = [sys.stdin, server]
    read_sockets, write_sockets, error_sockets = select.select(sockets_list, [], [])
    for sock in read_sockets:
        if sock == server:
            message = sock.recv(2048).decode()
            if not message:
                print("The server is down")
                server.close()
                sys.exit(1)
            print(message)
        else:
            message = sys.stdin.readline()
            server.send(message.encode())
            sys.stdout.write("<You>")
            sys.stdout.write(message)
            sys.stdout.flush()
