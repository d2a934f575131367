using System;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Composition;

/// <summary>What stands behind <c>${...}</c>. Resolvers are followed only where their result needs no code and no environment.</summary>
internal static class OmegaConfReference
{
    private const string ResolveDefault = "resolve_default:";

    /// <summary>Path of the node that an interpolation names; null for resolvers and composed text.</summary>
    public static string? Target(string text, string path, string root = "") => Inner(text) is { } inner ? PathOf(inner, path, root) : null;

    /// <summary>
    /// The value of <c>${resolve_default:DEFAULT,${argument}}</c> (OmniIsaacGymEnvs, <c>utils/hydra_cfg/hydra_utils.py</c>):
    /// the argument unless it is empty. An argument that only the command line fills counts as empty, as it does there.
    /// </summary>
    /// <param name="scalar">The interpolation.</param>
    /// <param name="path">Path of the scalar in its document.</param>
    /// <param name="root">What absolute references are relative to, with its final dot; empty for the document's root.</param>
    /// <param name="lookUp">Finds the node at a path.</param>
    public static ConfigNode? Resolve(ScalarNode scalar, string path, string root, Func<string, ConfigNode?> lookUp)
    {
        if (Inner(scalar.Text.Trim()) is not { } inner || !inner.StartsWith(ResolveDefault, StringComparison.Ordinal))
        {
            return null;
        }

        var arguments = inner.Substring(ResolveDefault.Length);
        var comma = arguments.IndexOf(',');
        if (comma < 0)
        {
            return null;
        }

        var argument = Target(arguments.Substring(comma + 1).Trim(), path, root) is { } target ? lookUp(target) : null;
        return argument is null or ScalarNode { Text.Length: 0 }
            ? new ScalarNode(scalar.Source, scalar.Span, null, arguments.Substring(0, comma).Trim(), ScalarStyle.Plain)
            : argument;
    }

    private static string? Inner(string text) =>
        text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith("}", StringComparison.Ordinal)
            ? text.Substring(2, text.Length - 3).Trim()
            : null;

    // ${a.b} is absolute, ${.b} a sibling, ${..b} a sibling of the parent.
    private static string? PathOf(string inner, string path, string root)
    {
        if (inner.Length == 0 || inner.Any(c => c is '$' or '{' or '}' or ':' or ' ' or ','))
        {
            return null;
        }

        var dots = inner.TakeWhile(c => c == '.').Count();
        var key = inner.Substring(dots).Replace("[", ".").Replace("]", "");
        if (dots == 0)
        {
            return root + key;
        }

        var parents = path.Split('.');
        return dots > parents.Length ? null : string.Join(".", parents.Take(parents.Length - dots).Append(key));
    }
}
