using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>The flags of one program. What is not given has the program's own default, since a command line is the whole of what it is told.</summary>
internal abstract class CommandDialect(string name, Loader loader) : Dialect(name, loader)
{
    public override int Precedence => 385;

    public sealed override bool IsWrittenIn(ConfigFormat format) => format.Kind == FormatKind.CommandLine;

    public sealed override bool Recognises(ConfigView config) => config.Root.Command is { } command && Starts(command, config);

    /// <summary>True when the command starts this program. Must not misfire.</summary>
    protected abstract bool Starts(CommandLine command, ConfigView config);

    /// <summary>A flag that is there and on, or the text of a default.</summary>
    protected static Setting<string> Precision(RecipeScope scope, string whenNone) =>
        PrecisionSwitches.Read(scope, Setting<string>.ByDefault(whenNone), ("bf16", "bf16"), ("fp16", "fp16"));
}
