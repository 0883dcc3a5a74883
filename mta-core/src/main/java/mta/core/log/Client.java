package mta.core.log;

/// A remote client as it is written in the log: `mail.example.com[192.0.2.1]`, or with its port.
///
/// @param name the verified host name, or `unknown`
/// @param address the numerical address, without brackets
public record Client(String name, String address) {

    @Override
    public String toString() {
        return name + "[" + address + "]";
    }
}
