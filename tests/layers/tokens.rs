/*!
Rust source as tokens, and the paths among them that begin at the crate.

A scanner of its own: it knows comments, strings, characters and lifetimes,
and leaves out what only tests see. It resolves no name, so that a path is
what is written, wherever it is written.
*/

/// A word, `::`, or one character of punctuation, and the line it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) line: usize,
}

/// A path that begins at the crate, without `crate` itself. It is empty where
/// the whole crate is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path<'a> {
    pub(crate) segments: Vec<&'a str>,
    pub(crate) line: usize,
}

/// The tokens of `source`, without comments, literals and test modules.
pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut scanner = Scanner {
        rest: source,
        line: 1,
    };
    let mut tokens = Vec::new();
    while let Some(token) = scanner.next_token() {
        tokens.push(token);
    }
    without_test_modules(tokens)
}

struct Scanner<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Scanner<'a> {
    /// Takes `length` bytes.
    fn take(&mut self, length: usize) -> Token<'a> {
        let (text, rest) = self.rest.split_at(length);
        let line = self.line;
        self.line += text.matches('\n').count();
        self.rest = rest;
        Token { text, line }
    }

    fn next_token(&mut self) -> Option<Token<'a>> {
        loop {
            let first = self.rest.chars().next()?;
            if first.is_whitespace() {
                self.take(first.len_utf8());
            } else if let Some(length) = comment(self.rest).or_else(|| literal(self.rest)) {
                self.take(length);
            } else if is_word(first) {
                let end = self.rest.find(|next| !is_word(next));
                return Some(self.take(end.unwrap_or(self.rest.len())));
            } else if self.rest.starts_with("::") {
                return Some(self.take(2));
            } else {
                return Some(self.take(first.len_utf8()));
            }
        }
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The length of the comment that `text` begins with.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if !text.starts_with("/*") {
        return None;
    }
    // Block comments nest.
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        match text.as_bytes()[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    Some(at)
}

/// The length of the string, character or lifetime that `text` begins with,
/// prefix and all.
fn literal(text: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with(['"', '\'', '#']))
    })?;
    let rest = &text[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        // `r#type` is a word, not a string.
        let body = rest[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let end = body.find(&close).map_or(text.len(), |end| {
            prefix.len() + hashes + 1 + end + close.len()
        });
        return Some(end);
    }
    match rest.chars().next()? {
        '"' => Some(prefix.len() + quoted(rest, '"')),
        '\'' => {
            let mut after = rest.chars().skip(1);
            let (first, second) = (after.next()?, after.next());
            if first == '\\' || second == Some('\'') {
                Some(prefix.len() + quoted(rest, '\''))
            } else {
                // A lifetime: the word that follows is harmless.
                Some(prefix.len() + 1)
            }
        }
        _ => None,
    }
}

/// The length of what stands between two `quote`s, with both.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if character == quote && !escaped {
            return at + quote.len_utf8();
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

/// Leaves out every `#[cfg(test)] mod name { … }`.
fn without_test_modules(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    const CFG_TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is = |at: usize, text: &str| tokens.get(at).is_some_and(|token| token.text == text);
        if (0..CFG_TEST.len()).all(|offset| is(at + offset, CFG_TEST[offset])) {
            let mut item = at + CFG_TEST.len();
            while is(item, "#") {
                item = past_block(&tokens, item + 1);
            }
            if is(item, "mod") && is(item + 2, "{") {
                at = past_block(&tokens, item + 2);
                continue;
            }
        }
        kept.push(tokens[at]);
        at += 1;
    }
    kept
}

/// The place after the bracket that closes the one at `open`.
fn past_block(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "{" | "[" | "(" => depth += 1,
            "}" | "]" | ")" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// Every path of `tokens` that begins at the crate; one for each leaf of a
/// `use` with braces.
pub(crate) fn crate_paths<'a>(tokens: &[Token<'a>]) -> Vec<Path<'a>> {
    let mut paths = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map(|next| next.text);
        if token.text != "crate" || (next == Some(")") && at > 0 && tokens[at - 1].text == "(") {
            continue;
        }
        let root = Path {
            segments: Vec::new(),
            line: token.line,
        };
        if next == Some("::") {
            follow(tokens, at + 2, root, &mut paths);
        } else {
            paths.push(root);
        }
    }
    paths
}

/// Follows a path from the token at `at`, and gives the place after it.
fn follow<'a>(
    tokens: &[Token<'a>],
    mut at: usize,
    mut path: Path<'a>,
    paths: &mut Vec<Path<'a>>,
) -> usize {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    loop {
        match text(at) {
            "{" => {
                // A group without a module before it names the whole crate.
                if path.segments.is_empty() {
                    paths.push(path.clone());
                }
                at += 1;
                while !matches!(text(at), "}" | "") {
                    if text(at) != "," {
                        let line = tokens[at].line;
                        let segments = path.segments.clone();
                        let end = follow(tokens, at, Path { segments, line }, paths);
                        at = end.max(at + 1);
                    } else {
                        at += 1;
                    }
                }
                return at + 1;
            }
            "self" => at += 1,
            word if word == "*" || word.starts_with(is_word) => {
                path.segments.push(word);
                at += 1;
            }
            _ => {}
        }
        if text(at) != "::" || text(at + 1) == "<" {
            paths.push(path);
            // A new name for it ends the path, too.
            return if text(at) == "as" { at + 2 } else { at };
        }
        at += 1;
    }
}
