// A server that speaks MongoDB's protocol, for tests: FerretDB with its SQLite backend, in one process, on one
// directory. Prints its address on a line of its own once it listens, and ends when its input ends, so that it does
// not outlive whoever started it.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "address to listen on, host:port; port 0: any that is free")
	directory := flag.String("directory", "", "where the data is kept; made when missing")
	raw := flag.Bool("raw", false, "leave updates as FerretDB does them: not atomic")
	flag.Parse()
	if err := serve(*listen, *directory, *raw); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(listen, directory string, raw bool) error {
	absolute, err := filepath.Abs(directory)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(absolute, 0o700); err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})))
	socket := filepath.Join(absolute, "ferretdb.sock")
	server, err := ferretdb.New(&ferretdb.Config{
		Listener: ferretdb.ListenerConfig{Unix: socket},
		Handler:  "sqlite",
		// What power loss does is not this server's to show, and an fsync for each document makes tests crawl.
		SQLiteURL: "file:" + absolute + "/?_pragma=synchronous(off)",
	})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	go func() {
		io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	go relayAll(listener, socket, raw, func(database string) error { return indexByID(absolute, database) })
	fmt.Println(listener.Addr())
	return server.Run(ctx)
}
