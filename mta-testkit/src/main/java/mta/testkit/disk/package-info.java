/// A disk that forgets: a file system in memory on which programs are killed and the power fails.
package mta.testkit.disk;
