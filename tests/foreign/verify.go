// Checks what Guildhall publishes of its ledger, with Go's own packages for transparency logs and nothing of Guildhall's.
//
// Reads one JSON object from standard input; prints what it accepted, or why not and exits with 1.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type published struct {
	Key         string   // the log's verifier key
	Checkpoint  string   // the newest checkpoint
	Older       string   // an earlier checkpoint
	Index       int64    // the place of one entry
	Leaf        string   // that entry, as the tree hashes it
	Inclusion   []string // the proof that it is there
	Consistency []string // the proof that the newest log began as the older one
}

func refuse(what string, err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", what, err)
		os.Exit(1)
	}
}

func tree(text string, verifiers note.Verifiers) (int64, tlog.Hash) {
	opened, err := note.Open([]byte(text), verifiers)
	refuse("checkpoint", err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	refuse("size", err)
	root, err := tlog.ParseHash(lines[2])
	refuse("root", err)
	return size, root
}

func hashes(texts []string) []tlog.Hash {
	found := []tlog.Hash{}
	for _, text := range texts {
		raw, err := base64.StdEncoding.DecodeString(text)
		refuse("hash", err)
		var hash tlog.Hash
		copy(hash[:], raw)
		found = append(found, hash)
	}
	return found
}

func main() {
	var told published
	refuse("input", json.NewDecoder(os.Stdin).Decode(&told))
	verifier, err := note.NewVerifier(told.Key)
	refuse("key", err)
	verifiers := note.VerifierList(verifier)
	size, root := tree(told.Checkpoint, verifiers)
	oldSize, oldRoot := tree(told.Older, verifiers)
	leaf := tlog.RecordHash([]byte(told.Leaf))
	refuse("inclusion", tlog.CheckRecord(hashes(told.Inclusion), size, root, told.Index, leaf))
	refuse("consistency", tlog.CheckTree(hashes(told.Consistency), size, root, oldSize, oldRoot))
	fmt.Printf("entry %d is in the log of %d, which began as the log of %d\n", told.Index, size, oldSize)
}
