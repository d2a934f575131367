using System.Collections;
using System.Collections.Generic;
using System.Text;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// The lines of a YAML text without its quoted scalars, block scalars and comments, as far as they show without parsing: for texts
/// that no parser takes.
/// </summary>
internal sealed class UnquotedLines(string text) : IEnumerable<string>
{
    private char _quote;

    /// <summary>The lines from top to bottom; those inside of a block scalar are left out.</summary>
    public IEnumerator<string> GetEnumerator()
    {
        _quote = '\0';
        var block = -1;
        foreach (var line in text.Split('\n', '\r'))
        {
            var indent = line.Length - line.TrimStart().Length;
            if (block >= 0 && (indent > block || indent == line.Length))
            {
                continue;
            }

            var rest = Unquoted(line);
            block = _quote == '\0' && OpensBlock(rest) ? indent : -1;
            yield return rest;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Unquoted(string line)
    {
        var kept = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            var before = i > 0 ? line[i - 1] : ' ';
            if (_quote != '\0')
            {
                if (_quote == '"' ? line[i] == '\\' : line[i] == '\'' && i + 1 < line.Length && line[i + 1] == '\'')
                {
                    i++;
                }
                else if (line[i] == _quote)
                {
                    _quote = '\0';
                }
            }
            else if (line[i] is '"' or '\'' && BeginsValue(kept))
            {
                _quote = line[i];
            }
            else if (line[i] == '#' && before is ' ' or '\t')
            {
                break;
            }
            else
            {
                kept.Append(line[i]);
            }
        }

        return kept.ToString();
    }

    // Elsewhere a quote is a letter of a plain scalar, as in rock 'n' roll.
    private static bool BeginsValue(StringBuilder kept)
    {
        var last = kept.Length - 1;
        while (last >= 0 && kept[last] is ' ' or '\t')
        {
            last--;
        }

        return last < 0 || kept[last] is ':' or '-' or '[' or '{' or ',';
    }

    // A bar or an angle at the end, behind a key or a dash, with at most a sign and the depth: "|", ">-", "|2+".
    private static bool OpensBlock(string line)
    {
        var start = line.TrimEnd().TrimEnd('-', '+', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return start.Length > 0 && start[start.Length - 1] is '|' or '>'
            && start.Substring(0, start.Length - 1).TrimEnd() is { Length: > 0 } head && head[head.Length - 1] is ':' or '-';
    }
}
