using System;
using System.Collections.Generic;
using System.Text;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>What a token of jsonnet is.</summary>
internal enum JsonnetKind
{
    /// <summary>A name or a word of the language.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text, without quotes and escapes.</summary>
    Text,

    /// <summary>A sign: brackets, separators and operators.</summary>
    Sign,

    /// <summary>Behind the last token.</summary>
    End,
}

/// <summary>One token with its place.</summary>
internal readonly record struct JsonnetToken(JsonnetKind Kind, string Text, int Start, int End);

/// <summary>Cuts jsonnet into tokens. A text that is not closed, and a character that begins nothing, are mistakes.</summary>
internal static class JsonnetLexer
{
    private static readonly string[] Signs = [":::", "+:::", "+::", "+:", "::", "==", "!=", "<=", ">=", "&&", "||", "<<", ">>"];

    /// <summary>All tokens, the last one being the end.</summary>
    public static List<JsonnetToken> Tokens(string text)
    {
        var tokens = new List<JsonnetToken>();
        for (var at = 0; ;)
        {
            at = SkipBlanks(text, at);
            if (at >= text.Length)
            {
                tokens.Add(new JsonnetToken(JsonnetKind.End, "", text.Length, text.Length));
                return tokens;
            }

            var token = Next(text, at);
            tokens.Add(token);
            at = token.End;
            if (tokens.Count > DocumentLimits.VisitedNodes)
            {
                throw new SyntaxMistake(at, "the text has more parts than the limit of " + DocumentLimits.VisitedNodes + ".");
            }
        }
    }

    private static JsonnetToken Next(string text, int at)
    {
        var letter = text[at];
        if (letter == '_' || char.IsLetter(letter))
        {
            return new JsonnetToken(JsonnetKind.Name, Run(text, at, c => c == '_' || char.IsLetterOrDigit(c), out var end), at, end);
        }

        if (char.IsDigit(letter))
        {
            var number = Number(text, at);
            return new JsonnetToken(JsonnetKind.Number, number, at, at + number.Length);
        }

        if (letter is '"' or '\'')
        {
            return Text(text, at, at, isVerbatim: false);
        }

        if (letter == '@' && at + 1 < text.Length && text[at + 1] is '"' or '\'')
        {
            return Text(text, at, at + 1, isVerbatim: true);
        }

        if (string.CompareOrdinal(text, at, "|||", 0, 3) == 0)
        {
            var close = text.IndexOf("|||", at + 3, StringComparison.Ordinal);
            return close < 0 ? throw new SyntaxMistake(at, "the block of text is not closed by '|||'.")
                : new JsonnetToken(JsonnetKind.Text, text.Substring(at + 3, close - at - 3), at, close + 3);
        }

        var sign = Array.Find(Signs, candidate => string.CompareOrdinal(text, at, candidate, 0, candidate.Length) == 0)
            ?? ("{}[](),.;:+-*/%=<>!&|^~$".IndexOf(letter) >= 0 ? letter.ToString() : throw new SyntaxMistake(at, "'" + letter + "' begins nothing."));
        return new JsonnetToken(JsonnetKind.Sign, sign, at, at + sign.Length);
    }

    private static string Number(string text, int at)
    {
        Run(text, at, c => char.IsDigit(c) || c == '.', out var end);
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var digits = end + (end + 1 < text.Length && text[end + 1] is '+' or '-' ? 2 : 1);
            Run(text, Math.Min(digits, text.Length), char.IsDigit, out end);
        }

        return text.Substring(at, end - at);
    }

    private static JsonnetToken Text(string text, int start, int quoteAt, bool isVerbatim)
    {
        var quote = text[quoteAt];
        var value = new StringBuilder();
        for (var at = quoteAt + 1; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == quote && !(isVerbatim && at + 1 < text.Length && text[at + 1] == quote))
            {
                return new JsonnetToken(JsonnetKind.Text, value.ToString(), start, at + 1);
            }

            if (at + 1 < text.Length && (letter == quote || (letter == '\\' && !isVerbatim)))
            {
                at++;
                letter = letter == quote ? quote : text[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other };
            }

            value.Append(letter);
        }

        throw new SyntaxMistake(start, "the text is not closed by its quote.");
    }

    private static string Run(string text, int at, Func<char, bool> belongs, out int end)
    {
        for (end = at; end < text.Length && belongs(text[end]);)
        {
            end++;
        }

        return text.Substring(at, end - at);
    }

    // Blanks, line breaks and the three kinds of comments.
    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length)
        {
            if (text[at] == '#' || string.CompareOrdinal(text, at, "//", 0, 2) == 0)
            {
                at = text.IndexOf('\n', at) is var line && line < 0 ? text.Length : line;
            }
            else if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
            {
                at = text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var close && close < 0 ? text.Length : close + 2;
            }
            else if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return at;
    }
}
