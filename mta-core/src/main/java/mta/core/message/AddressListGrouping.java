package mta.core.message;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import mta.core.message.AddressList.Part;

/// Makes addresses of the words and operators of an [AddressList], from right to left: only the right end of an address
/// tells what it is.
final class AddressListGrouping {

    private final Deque<Part> done = new ArrayDeque<>();
    private final Deque<Part> pending = new ArrayDeque<>();
    private boolean wordMayFollow = true;
    private boolean inGroup;

    List<Part> group(List<Part> tokens) {
        int i = tokens.size() - 1;
        while (i >= 0) {
            i = take(tokens, i);
        }
        closeAddress();
        return List.copyOf(done);
    }

    /// Takes a token and perhaps more to its left.
    ///
    /// @return the index of the next token to take
    private int take(List<Part> tokens, int i) {
        Part token = tokens.get(i);
        switch (token) {
            case Part.Comment _ -> done.addFirst(token);
            case Part.Operator(char c)
            when c == ';' -> {
                closeAddressAfterMissingComma();
                done.addFirst(token);
                inGroup = true;
                wordMayFollow = true;
            }
            case Part.Operator(char c)
            when c == ':' && inGroup -> {
                closeAddress();
                done.addFirst(Part.GroupStart.COLON);
                return skipTo(",", tokens, i - 1);
            }
            case Part.Operator(char c)
            when c == '>' -> {
                closeAddressAfterMissingComma();
                done.addFirst(token);
                return route(tokens, i - 1);
            }
            case Part.Operator(char c)
            when c == ',' -> {
                closeAddress();
                done.addFirst(token);
                wordMayFollow = true;
            }
            case Part.Operator _, Part.GroupStart _, Part.Address _ -> {
                pending.addFirst(token);
                wordMayFollow = true;
            }
            case Part.Atom _, Part.Quoted _, Part.DomainLiteral _ -> {
                if (!wordMayFollow) {
                    closeAddressAfterMissingComma();
                }
                wordMayFollow = false;
                pending.addFirst(token);
            }
        }
        return i - 1;
    }

    /// Takes an address between angle brackets, and the display name before it.
    private int route(List<Part> tokens, int last) {
        int i = last;
        while (i >= 0 && !tokens.get(i).equals(new Part.Operator('<'))) {
            if (tokens.get(i) instanceof Part.Comment comment) {
                done.addFirst(comment);
            } else {
                pending.addFirst(tokens.get(i));
            }
            i--;
        }
        closeAddress();
        wordMayFollow = true;
        return skipTo(">;,:", tokens, i);
    }

    /// Takes tokens as they are, down to one of the operators.
    private int skipTo(String operators, List<Part> tokens, int last) {
        int i = last;
        while (i >= 0 && !(tokens.get(i) instanceof Part.Operator(char c) && operators.indexOf(c) >= 0)) {
            done.addFirst(tokens.get(i--));
        }
        return i;
    }

    private void closeAddress() {
        if (!pending.isEmpty()) {
            var internal = new StringBuilder();
            pending.forEach(part -> AddressList.appendInternal(internal, part));
            done.addFirst(new Part.Address(internal.toString()));
            pending.clear();
        }
    }

    private void closeAddressAfterMissingComma() {
        if (!pending.isEmpty()) {
            closeAddress();
            done.addFirst(AddressList.COMMA);
        }
    }
}
