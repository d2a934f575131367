using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.CodeFixes;

/// <summary>Loops in the syntax, whose four kinds share no base.</summary>
internal static class LoopSyntax
{
    public static bool IsLoop(StatementSyntax statement) => BodyOf(statement) is not null;

    public static StatementSyntax? BodyOf(StatementSyntax statement) => statement switch
    {
        ForStatementSyntax loop => loop.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        WhileStatementSyntax loop => loop.Statement,
        DoStatementSyntax loop => loop.Statement,
        _ => null,
    };
}
