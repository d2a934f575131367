using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.KeyTables.Python;

/// <summary>A name that a class body or a parameter list gives a type, a value or both.</summary>
/// <param name="Name">The name.</param>
/// <param name="Annotation">The type; empty without one.</param>
/// <param name="Value">The value; empty without one.</param>
internal sealed record PythonField(string Name, PythonToken[] Annotation, PythonToken[] Value)
{
    /// <summary>A declaration <c>name: type = value</c>; null for anything else.</summary>
    public static PythonField? Read(PythonToken[] tokens)
    {
        if (tokens.Length < 2 || tokens[0].Kind != PythonTokenKind.Name || !(tokens[1].Is(":") || tokens[1].Is("=")))
        {
            return null;
        }

        var assign = PythonLine.IndexOf(tokens, "=");
        var value = assign < tokens.Length ? tokens[(assign + 1)..] : [];
        return tokens[0].Text is "else" or "try" or "finally" or "lambda" ? null
            : new PythonField(tokens[0].Text, tokens[1].Is(":") ? tokens[2..assign] : [], value);
    }
}
