package main

import (
	"encoding/binary"
	"io"
	"net"
	"sync"
)

// MongoDB promises that an update of one document is atomic. FerretDB 1 reads the document, changes it and writes it
// back in separate steps, so that of forty increments at once three may remain. The relay hands commands that write to
// the server one at a time, which makes it keep the promise that everything built on MongoDB relies on.

const (
	headerSize = 16
	// The server's own limit.
	maxMessageSize = 48_000_000
	opMsg          = 2013
	moreToCome     = 1 << 1
)

var (
	writing      sync.Mutex
	writeCommand = map[string]bool{
		"insert": true, "update": true, "delete": true, "findAndModify": true, "create": true,
		"createIndexes": true, "drop": true, "dropIndexes": true, "dropDatabase": true,
	}
)

// `indexed` is told of each database in which indexes were made, before anybody writes to it again.
func relayAll(listener net.Listener, socket string, raw bool, indexed func(database string) error) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go relay(client, socket, raw, indexed)
	}
}

// One connection: each request is answered before the next is read, as drivers do it.
func relay(client net.Conn, socket string, raw bool, indexed func(database string) error) {
	defer client.Close()
	server, err := net.Dial("unix", socket)
	if err != nil {
		return
	}
	defer server.Close()
	for {
		request, err := readMessage(client)
		if err != nil {
			return
		}
		answer, err := exchange(server, request, raw, indexed)
		if err != nil {
			return
		}
		if _, err := client.Write(answer); err != nil {
			return
		}
	}
}

func exchange(server net.Conn, request []byte, raw bool, indexed func(string) error) ([]byte, error) {
	if !raw && writeCommand[commandOf(request)] {
		writing.Lock()
		defer writing.Unlock()
	}
	if _, err := server.Write(request); err != nil {
		return nil, err
	}
	if expectsNoAnswer(request) {
		return nil, nil
	}
	answer, err := readMessage(server)
	if err == nil && commandOf(request) == "createIndexes" {
		err = indexed(databaseOf(request))
	}
	return answer, err
}

func readMessage(connection net.Conn) ([]byte, error) {
	header := make([]byte, 4)
	if _, err := io.ReadFull(connection, header); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(header)
	if size < headerSize || size > maxMessageSize {
		return nil, io.ErrUnexpectedEOF
	}
	message := make([]byte, size)
	copy(message, header)
	_, err := io.ReadFull(connection, message[4:])
	return message, err
}

func isMessage(message []byte) bool {
	return len(message) > headerSize+4 && binary.LittleEndian.Uint32(message[12:]) == opMsg
}

func expectsNoAnswer(message []byte) bool {
	return isMessage(message) && binary.LittleEndian.Uint32(message[headerSize:])&moreToCome != 0
}

// The name of a command is that of the first element of its body: after the flags, the kind of the section, the size of the
// document and the type of the element. Drivers send the body first.
func commandOf(message []byte) string {
	const name = headerSize + 4 + 1 + 4 + 1
	if !isMessage(message) || len(message) <= name || message[headerSize+4] != 0 {
		return ""
	}
	for end := name; end < len(message); end++ {
		if message[end] == 0 {
			return string(message[name:end])
		}
	}
	return ""
}
