// Sends files by golang.org/x/crypto/ssh and github.com/pkg/sftp. Environment and arguments as in paramiko_client.py.
package main

import (
	"io"
	"log"
	"os"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	methods := []ssh.AuthMethod{}
	if file := os.Getenv("KEY"); file != "" {
		text, err := os.ReadFile(file)
		must(err)
		key, err := ssh.ParsePrivateKey(text)
		must(err)
		methods = append(methods, ssh.PublicKeys(key))
	}
	methods = append(methods, ssh.Password(os.Getenv("P")))
	connection, err := ssh.Dial("tcp", os.Getenv("HOST")+":"+os.Getenv("PORT"), &ssh.ClientConfig{
		User: os.Getenv("U"), Auth: methods, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	must(err)
	client, err := sftp.NewClient(connection)
	must(err)
	for words := os.Args[1:]; len(words) > 0; words = words[3:] {
		if words[0] == "rename" {
			must(client.Rename(words[1], words[2]))
			continue
		}
		local, err := os.Open(words[1])
		must(err)
		remote, err := client.Create(words[2])
		must(err)
		_, err = io.Copy(remote, local)
		must(err)
		must(remote.Close())
	}
	must(client.Close())
	must(connection.Close())
}
