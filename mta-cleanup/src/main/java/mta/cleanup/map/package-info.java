/// Canonical, virtual alias, masquerading and automatic copies.
package mta.cleanup.map;
