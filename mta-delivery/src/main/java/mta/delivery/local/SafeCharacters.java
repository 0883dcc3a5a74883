package mta.delivery.local;

/// Characters that may stand in what an address brings into a command or the name of a file.
///
/// @param allowed these; any other becomes `_`
record SafeCharacters(String allowed) {

    String in(String text) {
        var safe = new StringBuilder(text);
        for (int i = 0; i < safe.length(); i++) {
            if (allowed.indexOf(safe.charAt(i)) < 0) {
                safe.setCharAt(i, '_');
            }
        }
        return safe.toString();
    }
}
