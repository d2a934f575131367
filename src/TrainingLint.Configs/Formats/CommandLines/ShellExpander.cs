using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>Turns words into arguments, with what is known of the variables. Nothing is executed: what a command prints is unknown.</summary>
internal sealed class ShellExpander(ShellVariables variables)
{
    private const int DeepestReference = 20;

    private int _depth;

    /// <summary>The arguments that a word stands for: blanks of unquoted references separate, arrays give several.</summary>
    public IEnumerable<Argument> Expand(ShellWord word)
    {
        if (word.Parts.Count == 1 && word.Parts[0] is VariablePart { IsQuoted: true } list && Items(list) is { } items)
        {
            return items.Select(item => item with { Start = word.Start, End = word.End });
        }

        return Split(word);
    }

    /// <summary>The text that a word stands for, undivided.</summary>
    public List<Piece> Join(ShellWord word)
    {
        var pieces = new List<Piece>();
        foreach (var part in word.Parts)
        {
            pieces.AddRange(Pieces(part));
        }

        return pieces;
    }

    private IEnumerable<Argument> Split(ShellWord word)
    {
        var arguments = new List<Argument>();
        List<Piece>? current = null;
        foreach (var part in word.Parts)
        {
            if (part is VariablePart { IsQuoted: false } list && Items(list) is { } items)
            {
                for (var i = 0; i < items.Count; i++)
                {
                    current = [.. i == 0 ? current ?? [] : [], .. items[i].Pieces];
                    if (i < items.Count - 1)
                    {
                        arguments.Add(new Argument(current, word.Start, word.End));
                    }
                }

                continue;
            }

            foreach (var piece in Pieces(part))
            {
                if (piece.IsQuoted || !piece.IsKnown || part is LiteralPart)
                {
                    (current ??= []).Add(piece);
                    continue;
                }

                foreach (var (text, start, isBlank) in Fields(piece.Text))
                {
                    if (!isBlank)
                    {
                        (current ??= []).Add(piece with { Text = text, Offset = piece.Offset < 0 ? -1 : piece.Offset + start });
                    }
                    else if (current is not null)
                    {
                        arguments.Add(new Argument(current, word.Start, word.End));
                        current = null;
                    }
                }
            }
        }

        if (current is not null)
        {
            arguments.Add(new Argument(current, word.Start, word.End));
        }

        return arguments;
    }

    private static IEnumerable<(string Text, int Start, bool IsBlank)> Fields(string text)
    {
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i == text.Length || IsBlank(text[i]) != IsBlank(text[start]))
            {
                yield return (text.Substring(start, i - start), start, IsBlank(text[start]));
                start = i;
            }
        }
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\n' or '\r';

    private IReadOnlyList<Piece> Pieces(WordPart part) => part switch
    {
        LiteralPart literal => [new Piece(literal.Text, literal.Offset) { IsQuoted = literal.IsQuoted }],
        VariablePart variable => Value(variable),
        ArithmeticPart arithmetic => [Calculate(arithmetic)],
        SubstitutionPart substitution => Printed(substitution),
        _ => [],
    };

    // "${ARGS[@]}", $@ where the arguments are known.
    private IReadOnlyList<Argument>? Items(VariablePart variable) =>
        variable.Operator.Length > 0 ? null
        : variable.Index is "@" or "*" ? variables[variable.Name]?.Items ?? AsItems(variables[variable.Name])
        : variable.Name is "@" or "*" ? variables["@"]?.Items
        : null;

    private static IReadOnlyList<Argument>? AsItems(ShellValue? scalar) => scalar is null ? null : [new Argument(scalar.Pieces, -1, -1)];

    private IReadOnlyList<Piece> Value(VariablePart variable)
    {
        var name = variable.Name;
        var value = name.Length > 0 && name[0] is '!' or '#' && name.Length > 1 ? null : variables[name];
        var unknown = new[] { Piece.Unknown(name.Length > 0 ? name : "?") with { IsQuoted = variable.IsQuoted } };
        if (++_depth > DeepestReference)
        {
            _depth--;
            return unknown;
        }

        var pieces = variable.Operator switch
        {
            ":-" or "-" or ":=" or "=" => Alternative(),
            ":+" or "+" => value is null ? unknown : Join(variable.Operand!),
            "" or ":?" or "?" => value is null ? unknown : Text(value),
            _ => unknown,
        };
        _depth--;

        // Quotes around the value when it was given are gone; what counts are those around the reference.
        return [.. pieces.Select(piece => piece with { IsQuoted = variable.IsQuoted })];

        IReadOnlyList<Piece> Alternative()
        {
            if (value is not null && (value.Items is not null || value.Pieces.Count > 0)
                && (value.Text.Length > 0 || value.Items is { Count: > 0 }))
            {
                return Text(value);
            }

            var alternative = Join(variable.Operand!);
            if (variable.Operator.EndsWith("=", StringComparison.Ordinal))
            {
                variables.Set(name, new ShellValue(alternative));
            }

            return alternative;
        }

        IReadOnlyList<Piece> Text(ShellValue known) => known.Items is not { } items ? known.Pieces
            : variable.Index is null ? items.Count > 0 ? items[0].Pieces : []
            : int.TryParse(variable.Index, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index < items.Count ? items[index].Pieces : []
            : variable.Index is "@" or "*" ? [.. items.SelectMany((item, i) => i > 0 ? [new Piece(" ", -1), .. item.Pieces] : item.Pieces)]
            : unknown;
    }

    // $(cat <<EOF … EOF) prints what is written; everything else only run time can tell.
    private IReadOnlyList<Piece> Printed(SubstitutionPart substitution)
    {
        if (substitution.Command.Text.TrimStart().StartsWith("cat", StringComparison.Ordinal)
            && ShellParser.Parse(substitution.Command, out _).FirstOrDefault() is SimpleCommand { Program: "cat", Document.Body: { } body })
        {
            return [.. Join(body).Select(piece => piece with { IsQuoted = substitution.IsQuoted })];
        }

        return [Piece.Unknown("(…)") with { IsQuoted = substitution.IsQuoted }];
    }

    private Piece Calculate(ArithmeticPart arithmetic)
    {
        var expression = new System.Text.StringBuilder();
        var text = arithmetic.Expression;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] is '$' or '{' or '}')
            {
                i++;
            }
            else if (char.IsLetter(text[i]) || text[i] == '_')
            {
                var start = i;
                while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_'))
                {
                    i++;
                }

                if (variables[text.Substring(start, i - start)] is not { IsKnown: true, Items: null } value)
                {
                    return Piece.Unknown("((" + text.Trim() + "))") with { IsQuoted = arithmetic.IsQuoted };
                }

                expression.Append('(').Append(value.Text).Append(')');
            }
            else
            {
                expression.Append(text[i++]);
            }
        }

        // The shell divides whole numbers.
        var result = ScalarResolver.AnyNumber(expression.ToString().Trim(' ', '(', ')'))
            ?? Arithmetic.Evaluate(expression.ToString().Replace("/", "//"));
        return result is { } number && number == Math.Floor(number)
            ? new Piece(number.ToString("0", CultureInfo.InvariantCulture), -1) { IsQuoted = arithmetic.IsQuoted }
            : Piece.Unknown("((" + text.Trim() + "))") with { IsQuoted = arithmetic.IsQuoted };
    }
}
