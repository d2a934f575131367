using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Files;

/// <summary>
/// Which of many configs name which of them in their text: each is read once, however many are asked for. It says the same as
/// <see cref="Mentions"/>, but for names that are only the end of a longer name.
/// </summary>
internal sealed class MentionIndex
{
    // Below it, starting the threads takes longer than reading.
    private const int WorthThreads = 16;

    private readonly Dictionary<string, List<string>> _byName;
    private readonly Dictionary<string, List<string>> _byStem;
    private readonly string[] _paths;

    private MentionIndex(string[] paths, Dictionary<string, List<string>> byName, Dictionary<string, List<string>> byStem)
    {
        _paths = paths;
        _byName = byName;
        _byStem = byStem;
    }

    /// <summary>Reads all of the files.</summary>
    /// <param name="paths">Absolute paths in stable order.</param>
    public static MentionIndex Of(string[] paths)
    {
        // Only words that are names of these files are kept.
        var names = paths.Select(Path.GetFileName).OfType<string>().Where(IsWord).ToHashSet(StringComparer.Ordinal);
        var stems = paths.Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(IsWord).ToHashSet(StringComparer.Ordinal);
        var words = new (string[] Names, string[] Stems)[paths.Length];
        var order = new ParallelOptions { MaxDegreeOfParallelism = paths.Length < WorthThreads ? 1 : -1 };
        Parallel.For(0, paths.Length, order, i => words[i] = WordsOf(paths[i], names, stems));
        return new MentionIndex(paths, Inverted(paths, words, item => item.Names), Inverted(paths, words, item => item.Stems));
    }

    /// <summary>The files whose text names a file, in stable order.</summary>
    public IEnumerable<string> Naming(string fullPath)
    {
        var (name, stem) = (Path.GetFileName(fullPath), Path.GetFileNameWithoutExtension(fullPath));
        if (!IsWord(name) || !IsWord(stem))
        {
            return _paths.Where(path => TextOf(path) is { } text && Mentions.In(text, fullPath));
        }

        var all = _byName.GetValueOrDefault(name, []).Union(_byStem.GetValueOrDefault(stem, []), StringComparer.Ordinal);
        return all.Order(StringComparer.Ordinal);
    }

    private static Dictionary<string, List<string>> Inverted(
        string[] paths, (string[] Names, string[] Stems)[] words, Func<(string[] Names, string[] Stems), string[]> choose)
    {
        var inverted = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        for (var i = 0; i < paths.Length; i++)
        {
            foreach (var word in choose(words[i]))
            {
                if (!inverted.TryGetValue(word, out var naming))
                {
                    inverted.Add(word, naming = []);
                }

                naming.Add(paths[i]);
            }
        }

        return inverted;
    }

    // Lists of Hydra's defaults name files without their extension; elsewhere a stem is too common a word.
    private static (string[] Names, string[] Stems) WordsOf(string path, HashSet<string> names, HashSet<string> stems)
    {
        if (TextOf(path) is not { } text)
        {
            return ([], []);
        }

        var hasDefaults = text.Contains("defaults:", StringComparison.Ordinal);
        var (named, meant) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var (byName, byStem) = (names.GetAlternateLookup<ReadOnlySpan<char>>(), stems.GetAlternateLookup<ReadOnlySpan<char>>());
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && IsLetter(text[end]))
            {
                end++;
            }

            var word = text.AsSpan(start, end - start).Trim('.');
            if (!word.IsEmpty && byName.TryGetValue(word, out var name))
            {
                named.Add(name);
            }

            if (hasDefaults && !word.IsEmpty && byStem.TryGetValue(word, out var stem))
            {
                meant.Add(stem);
            }

            start = end;
        }

        return ([.. named], [.. meant]);
    }

    private static string? TextOf(string path)
    {
        try
        {
            // A program without a mark of training draws on nothing.
            return RegularFile.Read(path, DocumentLimits.FileBytes) is { } bytes && ConfigFormats.Of(path).MayTrain(bytes)
                && SourceFile.Decode(path, bytes, path) is { } source ? source.Text : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsWord(string name) => name.Length > 0 && name.All(IsLetter) && name[0] != '.' && name[^1] != '.';

    private static bool IsLetter(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.';
}
