using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>A word of a command after expansion; start and end are where the command uses it, −1 for nowhere.</summary>
internal sealed record Argument(IReadOnlyList<Piece> Pieces, int Start, int End)
{
    /// <summary>The text, in which references stand for what is unknown.</summary>
    public string Text => Pieces.Count == 1 ? Pieces[0].Text : string.Concat(Pieces.Select(piece => piece.Text));

    /// <summary>True when every character is known.</summary>
    public bool IsKnown => Pieces.All(piece => piece.IsKnown);

    /// <summary>True when the word may be missing.</summary>
    public bool IsConditional => Pieces.Any(piece => piece.IsConditional);

    /// <summary>True for a single unquoted reference, which may stand for any number of words.</summary>
    public bool IsOpen => Pieces.Count > 0 && Pieces.All(piece => !piece.IsKnown && !piece.IsQuoted);

    /// <summary>Where the text is written: at one stretch of the file, or else where the command uses the word.</summary>
    public (int Start, int End) Origin
    {
        get
        {
            var start = -1;
            var end = -1;
            foreach (var piece in Pieces.Where(piece => piece.Text.Length > 0))
            {
                if (piece.Offset < 0 || (end >= 0 && piece.Offset != end))
                {
                    return (Start, End);
                }

                start = start < 0 ? piece.Offset : start;
                end = piece.Offset + piece.Text.Length;
            }

            return end < 0 ? (Start, End) : (start, end);
        }
    }

    /// <summary>The rest of the word from a character on.</summary>
    public Argument From(int index)
    {
        var rest = new List<Piece>();
        foreach (var piece in Pieces)
        {
            if (index < piece.Text.Length)
            {
                rest.Add(index > 0
                    ? piece with { Text = piece.Text.Substring(index), Offset = piece.Offset < 0 ? -1 : piece.Offset + index } : piece);
            }

            index = Math.Max(0, index - piece.Text.Length);
        }

        return this with { Pieces = rest };
    }

    /// <summary>The first characters of the word.</summary>
    public Argument To(int index)
    {
        var first = new List<Piece>();
        foreach (var piece in Pieces.TakeWhile(_ => index > 0))
        {
            first.Add(index < piece.Text.Length ? piece with { Text = piece.Text.Substring(0, index) } : piece);
            index = Math.Max(0, index - piece.Text.Length);
        }

        return this with { Pieces = first };
    }
}

/// <summary>The value of a variable: text, or a list of words.</summary>
internal sealed record ShellValue(IReadOnlyList<Piece> Pieces, IReadOnlyList<Argument>? Items = null)
{
    /// <summary>A value that only run time decides.</summary>
    public static ShellValue Unknown(string name) => new([Piece.Unknown(name)]);

    public bool IsKnown =>
        Items is null ? Pieces.All(piece => piece is { IsKnown: true, IsConditional: false })
            : Items.All(item => item is { IsKnown: true, IsConditional: false });

    public string Text => string.Concat(Pieces.Select(piece => piece.Text));
}

/// <summary>The variables of a script at one point of its way.</summary>
internal sealed class ShellVariables
{
    // A loop that appends to its own variable doubles nothing beyond this.
    private const int LongestValue = 20_000;

    private readonly Dictionary<string, ShellValue> _values;

    public ShellVariables() => _values = new(StringComparer.Ordinal);

    private ShellVariables(Dictionary<string, ShellValue> values) => _values = values;

    /// <summary>The value; null where the script gives none, so that it is the environment's.</summary>
    public ShellValue? this[string name] => _values.TryGetValue(name, out var value) ? value : null;

    public void Set(string name, ShellValue value) => _values[name] = Size(value) > LongestValue ? ShellValue.Unknown(name) : value;

    public void Forget(string name) => _values.Remove(name);

    public void Append(string name, ShellValue value)
    {
        var before = this[name];
        if (before is null && value.Items is null)
        {
            before = new ShellValue([]);
        }

        Set(name, before switch
        {
            null => value,
            { Items: { } items } => new ShellValue([], [.. items, .. value.Items ?? [new Argument(value.Pieces, -1, -1)]]),
            _ when value.Items is not null =>
                new ShellValue([],
                    [.. before.Pieces.Count > 0 ? [new Argument(before.Pieces, -1, -1)] : Array.Empty<Argument>(), .. value.Items]),
            _ => new ShellValue([.. before.Pieces, .. value.Pieces]),
        });
    }

    public ShellVariables Copy() => new(new Dictionary<string, ShellValue>(_values, StringComparer.Ordinal));

    /// <summary>What holds whichever of several ways was taken.</summary>
    public void Join(IReadOnlyList<ShellVariables> ways)
    {
        foreach (var name in ways.SelectMany(way => way._values.Keys).Distinct(StringComparer.Ordinal).ToArray())
        {
            var value = ways[0][name];
            foreach (var way in ways.Skip(1))
            {
                value = Either(name, value, way[name]);
            }

            _values[name] = value ?? ShellValue.Unknown(name);
        }
    }

    private static int Size(ShellValue value) =>
        value.Pieces.Sum(piece => piece.Text.Length) + (value.Items?.Sum(item => item.Text.Length + 1) ?? 0);

    private static ShellValue Either(string name, ShellValue? one, ShellValue? other)
    {
        if (Equals(one, other))
        {
            return one ?? ShellValue.Unknown(name);
        }

        if ((one ?? other)!.Items is not null && (one is null || one.Items is not null) && (other is null || other.Items is not null))
        {
            return new ShellValue([],
                Either(one?.Items ?? [], other?.Items ?? [], item => item with { Pieces = [.. item.Pieces.Select(Conditional)] }));
        }

        // What is only ever appended is there or not; two values of one setting are neither.
        var pieces = Either(one?.Pieces ?? [], other?.Pieces ?? [], Conditional);
        return one is not null && other is not null && pieces.Any(piece => piece.IsConditional && HasBlank(piece))
            && pieces.Count <= Math.Max(one.Pieces.Count, other.Pieces.Count)
            ? new ShellValue(pieces)
            : ShellValue.Unknown(name);
    }

    private static bool HasBlank(Piece piece) => piece.Text.IndexOfAny([' ', '\t', '\n']) >= 0;

    private static Piece Conditional(Piece piece) => piece with { IsConditional = true };

    private static bool Equals(ShellValue? one, ShellValue? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one.Pieces.SequenceEqual(other.Pieces)
        && (one.Items is null ? other.Items is null
            : other.Items is not null && one.Items.Count == other.Items.Count && one.Items.Zip(other.Items, Same).All(same => same)));

    private static bool Same(Argument one, Argument other) => ReferenceEquals(one, other) || one.Pieces.SequenceEqual(other.Pieces);

    private static List<T> Either<T>(IReadOnlyList<T> one, IReadOnlyList<T> other, Func<T, T> conditional)
    {
        var common = 0;
        while (common < one.Count && common < other.Count && IsSame(one[common], other[common]))
        {
            common++;
        }

        return [.. one.Take(common), .. one.Skip(common).Select(conditional), .. other.Skip(common).Select(conditional)];
    }

    private static bool IsSame<T>(T one, T other) =>
        one is Argument left && other is Argument right ? Same(left, right) : EqualityComparer<T>.Default.Equals(one, other);
}
