using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Programs of spaCy and gensim: a loaded pipeline that is started anew before it is trained on (<c>spacy/language.py</c>, begin_training
/// and initialize against resume_training), and a rate that is lowered by hand round after round (the author's own warning,
/// RaRe-Technologies/gensim, docs of Doc2Vec: call train once).
/// </summary>
internal static class WordPrograms
{
    private static readonly Regex Loaded = TrainingProgram.Pattern(@"^(?<name>(?:self\.)?\w+)=spacy\.load\(");

    private static readonly Regex Lowered = TrainingProgram.Pattern(
        @"^(?<model>(?:self\.)?\w+)\.alpha(?:-=|\*=|=\k<model>\.alpha[-*/])");

    public static void Observe(TrainingProgram program)
    {
        if (program.Outline.Mentions("begin_training(", ".initialize(") && program.Outline.Mentions("spacy.load("))
        {
            ObserveStart(program);
        }

        if (program.Outline.Mentions("gensim") && program.Outline.Mentions(".alpha"))
        {
            ObserveAlpha(program);
        }
    }

    // An example of spaCy's own starts an empty pipeline anew and goes on with a loaded one.
    private static void ObserveStart(TrainingProgram program)
    {
        if (program.Outline.Mentions("spacy.blank(", "resume_training("))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => Loaded.IsMatch(line.Text)))
        {
            var name = Loaded.Match(line.Text).Groups["name"].Value;
            var start = program.Lines.FirstOrDefault(other => other.Index > line.Index
                && (ProgramText.HasWord(other.Text, name + ".begin_training") || ProgramText.HasWord(other.Text, name + ".initialize"))
                && !other.Around.Any(header => header.Word is "if" or "elif" or "else" && !line.IsIn(header)));
            if (start is not null && program.Outline.Mentions(name + ".update("))
            {
                program.NoteUnfit(program.Outline.PlaceOf(start), name + ".begin_training", "the weights of a loaded pipeline drawn anew",
                    name + ".resume_training()",
                    "what '" + name + "' has been loaded with is thrown away, so the pipeline forgets all that it could do", Severity.Warning);
                return;
            }
        }
    }

    private static void ObserveAlpha(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            var match = Lowered.Match(line.Text);
            var model = match.Groups["model"].Value;
            var loop = match.Success ? line.Loops.FirstOrDefault() : null;
            if (loop is not null && program.Lines.Any(other => other.IsIn(loop)
                && other.Text.StartsWith(model + ".train(", StringComparison.Ordinal)))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), model + ".alpha", line.Text, "one call of train with all its epochs",
                    "train lowers the rate by itself within each call, so it rises and falls round after round, and below 0 after enough "
                    + "of them", Severity.Warning);
                return;
            }
        }
    }
}
