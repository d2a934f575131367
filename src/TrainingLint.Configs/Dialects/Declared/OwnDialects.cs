using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>The dialects that a repository declares for its own configs, in <c>.traininglint/dialects/*.yaml</c>.</summary>
public sealed class OwnDialects
{
    private const string Folder = ".traininglint/dialects/";
    private const int MostFiles = 200;

    private OwnDialects(IReadOnlyList<DeclaredDialect> all, IReadOnlyList<DialectProblem> problems)
    {
        All = all;
        Problems = problems;
    }

    /// <summary>The dialects, in the order of the names of their files.</summary>
    internal IReadOnlyList<DeclaredDialect> All { get; }

    /// <summary>What is wrong with the files; a file with problems is no dialect.</summary>
    public IReadOnlyList<DialectProblem> Problems { get; }

    /// <summary>The dialects of a repository; none for files in memory. Its files are read once.</summary>
    public static OwnDialects Of(ConfigFiles files) => files.Once(() => Read(files));

    private static OwnDialects Read(ConfigFiles files)
    {
        var problems = new List<DialectProblem>();
        var anyFile = files.Root.TrimEnd('/', '\\') + "/" + Folder + "*.yaml";
        DeclaredDialect?[] read =
        [
            .. files.Neighbours(anyFile, MostFiles).Select(files.Peek)
                .Select(parsed => parsed is null ? null : DialectFile.Read(parsed, problems)),
        ];
        return new OwnDialects([.. read.OfType<DeclaredDialect>()], problems);
    }
}
