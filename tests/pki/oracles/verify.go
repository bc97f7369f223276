// Asks Go's crypto/tls, as a client, about one recorded server flight a line.
//
// A line in: host, time in milliseconds since 1970, roots, flight; separated by tabs, the last two
// in base64, the roots with commas between. A line out: nothing when the chain was accepted, else
// what the client says.

//go:debug default=go1.27
package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// recorded is a connection whose other end has already said all it will ever say.
type recorded struct {
	net.Conn
	said *bytes.Reader
}

func (r recorded) Read(b []byte) (int, error)  { return r.said.Read(b) }
func (r recorded) Write(b []byte) (int, error) { return len(b), nil }
func (r recorded) Close() error                { return nil }

func main() {
	if len(os.Args) > 1 {
		fmt.Println(strings.TrimPrefix(runtime.Version(), "go"))
		return
	}
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return
		}
		fmt.Fprintln(out, strings.ReplaceAll(judge(strings.Split(strings.TrimSuffix(line, "\n"), "\t")), "\n", " "))
	}
}

func judge(asked []string) string {
	milliseconds, err := strconv.ParseInt(asked[1], 10, 64)
	if err != nil {
		panic(err)
	}
	roots := x509.NewCertPool()
	for _, one := range strings.Split(asked[2], ",") {
		// A store skips what it cannot read, as AppendCertsFromPEM does.
		if root, err := x509.ParseCertificate(bytesOf(one)); err == nil {
			roots.AddCert(root)
		}
	}
	accepted := false
	client := tls.Client(recorded{said: bytes.NewReader(bytesOf(asked[3]))}, &tls.Config{
		ServerName: asked[0],
		RootCAs:    roots,
		Time:       func() time.Time { return time.UnixMilli(milliseconds) },
		MaxVersion: tls.VersionTLS12,
		// It is called when everything else was found good.
		VerifyConnection: func(tls.ConnectionState) error { accepted = true; return nil },
	})
	err = client.Handshake()
	if accepted {
		return ""
	}
	return err.Error()
}

func bytesOf(text string) []byte {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return decoded
}
