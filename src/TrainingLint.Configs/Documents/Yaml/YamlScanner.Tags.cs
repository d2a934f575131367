using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace TrainingLint.Configs.Documents.Yaml;

/// <summary>Directives, anchors, aliases and tags.</summary>
internal sealed partial class YamlScanner
{
    private YamlToken Directive()
    {
        var start = Index;
        Forward();
        var name = Take(NameLength(0));
        if (name.Length == 0 || !IsSpaceOrEnd(Peek()))
        {
            throw Refuse("'%' at the start of a line begins a directive, and " + Found() + " stands here; put the text into quotes", start);
        }

        string? handle = null;
        var value = "";
        if (name == "YAML")
        {
            SkipSpaces();
            value = Version();
        }
        else if (name == "TAG")
        {
            SkipSpaces();
            handle = TagHandle();
            if (Peek() != ' ')
            {
                throw Refuse("a blank is missing here");
            }

            SkipSpaces();
            value = TagUri();
            RefuseUnlessSpace();
        }
        else
        {
            while (!IsBreakOrEnd(Peek()))
            {
                Forward();
            }
        }

        var end = Index;
        SkipRestOfLine();
        return new YamlToken(TokenKind.Directive, start, end, name == "YAML" ? name + " " + value : name == "TAG" ? value : name, handle);
    }

    private string Version()
    {
        var major = Take(DigitsLength());
        if (major.Length == 0 || Peek() != '.')
        {
            throw Refuse("a version such as 1.1 is missing here");
        }

        Forward();
        var minor = Take(DigitsLength());
        if (minor.Length == 0)
        {
            throw Refuse("a version such as 1.1 is missing here");
        }

        RefuseUnlessSpace();
        return major.TrimStart('0');
    }

    private int DigitsLength()
    {
        var length = 0;
        while (Peek(length) is >= '0' and <= '9')
        {
            length++;
        }

        return length;
    }

    private int NameLength(int from)
    {
        var length = 0;
        while (IsNameLetter(Peek(from + length)))
        {
            length++;
        }

        return length;
    }

    private YamlToken Name(TokenKind kind)
    {
        var start = Index;
        Forward();
        var name = Take(NameLength(0));
        if (name.Length == 0 || !(IsBlankOrEnd(Peek()) || Peek() is '?' or ':' or ',' or ']' or '}' or '%' or '@' or '`'))
        {
            var indicator = kind == TokenKind.Alias ? "'*'" : "'&'";
            throw Refuse(indicator + " begins the name of an anchor, which is made of letters, digits, '-' and '_', not of " + Found() + "; put the text into quotes", start);
        }

        return new YamlToken(kind, start, Index, name);
    }

    private YamlToken Tag()
    {
        var start = Index;
        string? handle = null;
        var suffix = "!";
        if (Peek(1) == '<')
        {
            Forward(2);
            suffix = TagUri();
            if (Peek() != '>')
            {
                throw Refuse("'>' is missing behind the tag");
            }

            Forward();
        }
        else if (IsBlankOrEnd(Peek(1)))
        {
            Forward();
        }
        else
        {
            handle = HasHandle() ? TagHandle() : "!";
            if (handle == "!" && Index == start)
            {
                Forward();
            }

            suffix = TagUri();
        }

        RefuseUnlessSpace();
        return new YamlToken(TokenKind.Tag, start, Index, suffix, handle);
    }

    private bool HasHandle()
    {
        for (var length = 1; !IsSpaceOrEnd(Peek(length)); length++)
        {
            if (Peek(length) == '!')
            {
                return true;
            }
        }

        return false;
    }

    private string TagHandle()
    {
        if (Peek() != '!')
        {
            throw Refuse("'!' is missing here");
        }

        var length = 1;
        if (Peek(1) != ' ')
        {
            length += NameLength(1);
            if (Peek(length) != '!')
            {
                throw Refuse("a tag cannot hold what stands here");
            }

            length++;
        }

        return Take(length);
    }

    private string TagUri()
    {
        var uri = new StringBuilder();
        while (true)
        {
            var c = Peek();
            if (c == '%')
            {
                uri.Append(UriEscapes());
            }
            else if (IsNameLetter(c)
                || c is ';' or '/' or '?' or ':' or '@' or '&' or '=' or '+' or '$' or ',' or '.' or '!' or '~' or '*' or '\'' or '(' or ')'
                or '[' or ']')
            {
                uri.Append(c);
                Forward();
            }
            else
            {
                return uri.Length > 0 ? uri.ToString() : throw Refuse("a tag wants a name, and " + Found() + " stands here");
            }
        }
    }

    private string UriEscapes()
    {
        var start = Index;
        var bytes = new List<byte>();
        while (Peek() == '%')
        {
            if (!IsHexDigit(Peek(1)) || !IsHexDigit(Peek(2)))
            {
                throw Refuse("'%' in a tag wants two hexadecimal digits");
            }

            bytes.Add(byte.Parse(Source.Substring(Index + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            Forward(3);
        }

        try
        {
            return new UTF8Encoding(false, true).GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw Refuse("the escapes in this tag are no UTF-8", start);
        }
    }

    private void RefuseUnlessSpace()
    {
        if (!IsSpaceOrEnd(Peek()))
        {
            throw Refuse("a blank is missing before " + Found());
        }
    }
}
