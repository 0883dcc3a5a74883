/// Commands that read lookup tables: postmap(1), postalias(1).
package mta.cli.table;
