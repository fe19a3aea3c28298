package main

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"fmt"
	"path/filepath"
)

// FerretDB 1 finds the document that it writes by `->'$._id'` and has made its index on `->'_id'`, which SQLite takes for
// another expression: each document written reads its whole table. An index on the first makes that a look-up.

const tablesWithoutIndex = `SELECT name FROM sqlite_master AS t WHERE type = 'table' AND name NOT LIKE '\_ferretdb%' ESCAPE '\'
	AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = t.name || '_found_by_id')`

// Gives every table of a database the index that it lacks. Called while nothing else writes.
func indexByID(directory, database string) error {
	file := filepath.Join(directory, database+".sqlite")
	db, err := sql.Open("sqlite", "file:"+file+"?mode=rw&_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	defer db.Close()
	tables, err := namesOf(db, tablesWithoutIndex)
	if err != nil {
		return err
	}
	for _, table := range tables {
		create := fmt.Sprintf(`CREATE INDEX %q ON %q (_ferretdb_sjson->'$._id')`, table+"_found_by_id", table)
		if _, err := db.Exec(create); err != nil {
			return err
		}
	}
	return nil
}

func namesOf(db *sql.DB, query string) ([]string, error) {
	rows, err := db.Query(query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// The database that a command names: a text, after its length, in the element `$db`; "" when there is none.
func databaseOf(message []byte) string {
	element := []byte("\x02$db\x00")
	start := bytes.LastIndex(message, element)
	if start < 0 || start+len(element)+4 > len(message) {
		return ""
	}
	text := message[start+len(element):]
	size := int(binary.LittleEndian.Uint32(text))
	if size < 1 || 4+size > len(text) {
		return ""
	}
	return string(text[4 : 4+size-1])
}
