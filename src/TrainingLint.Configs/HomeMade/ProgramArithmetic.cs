using System;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.HomeMade;

/// <summary>What a program works out of its settings before it hands them on, so that the written number is not what counts.</summary>
internal static class ProgramArithmetic
{
    // KellerJordan/cifar10-airbench: lr = learning_rate / kilostep_scale, where the setting is a rate per 1024 samples.
    private static readonly Regex Division = new(
        @"\blr {0,4}= {0,4}[\w.\[\]'""]{0,40}(lr|learning_rate)['""\]]{0,2} {0,4}/ {0,4}[A-Za-z(]", RegexOptions.CultureInvariant);

    // 'lr': 11.5,  # learning rate per 1024 examples
    private static readonly Regex PerSamples = new(
        @"\b(lr|learning_rate)['""]?\]? {0,4}[:=] {0,4}[\d.e-]{1,20} {0,4},? {0,40}#[^\n]{0,80}\bper \d", RegexOptions.CultureInvariant);

    private static readonly Regex LoopOverEpochs = new(@"\brange\([^\n]{0,60}epoch", RegexOptions.CultureInvariant);

    private static readonly Regex WholeSteps = new(
        @"\b(ceil|floor|int|round)\([^\n]{0,60}epochs\b", RegexOptions.CultureInvariant);

    /// <summary>True where the optimizer gets the setting divided by something that the program knows, or its comment says so.</summary>
    /// <param name="program">The program's text.</param>
    public static bool DividesRate(string program) => Division.IsMatch(program) || PerSamples.IsMatch(program);

    /// <summary>True where a fraction of an epoch is meant: steps are rounded, or functions take the number and none loops over
    /// it.</summary>
    /// <param name="program">The program's text.</param>
    public static bool MayTakePartsOfEpochs(string program) => WholeSteps.IsMatch(program)
        || (program.IndexOf("\ndef ", StringComparison.Ordinal) >= 0 && !LoopOverEpochs.IsMatch(program));
}
