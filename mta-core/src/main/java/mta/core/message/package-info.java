/// The structure of a message: headers and body, streamed; address lists; dates.
package mta.core.message;
