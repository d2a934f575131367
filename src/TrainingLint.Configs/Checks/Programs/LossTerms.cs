using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Terms of a loss, or a whole loss, that are cut off from the network before backward() starts from them.</summary>
internal static class LossTerms
{
    private static readonly Regex Backward = TrainingProgram.Pattern(
        @"^(?:(?<loss>[\w.]+)\.backward\(|[\w.]+\.scale\((?<loss>[\w.]+)\)\.backward\(|\w*(?:accelerator"
            + @"|fabric)\.backward\((?<loss>[\w.]+)\))");

    private static readonly Regex IsLoss = TrainingProgram.Pattern(@"(?i)loss|^(?:l|L)_?[a-z0-9]{1,6}$|_l1$|mse|bce|kl|nll");

    // criterion(a, b).detach(), loss_fn(a, b).item()
    private static readonly Regex CutOff = TrainingProgram.Pattern(@"\)(?<how>\.detach\(\)|\.item\(\)|\.data|\.cpu\(\)\.numpy\(\))$");

    // A weight that no network makes: 0.1, args.alpha, self.cfg.lambda_adv, lambda_kl
    private static readonly Regex Weight = TrainingProgram.Pattern(
        @"^(?:[\d.e-]+|(?:\w+\.)+\w+|(?:w|weight|alpha|beta|gamma|lam|lambda|lambd|coef|coeff|ratio|[A-Z_]+)(?:_?\w*)?)$");

    private static readonly Regex Leaf = TrainingProgram.Pattern(
        @"^(?<loss>[\w.]+)=(?:torch\.)?(?:tensor|Variable|autograd\.Variable)\((?<of>.+),requires_grad=True\)$");

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Backward.Match(line.Text) is { Success: true } match)
            {
                ObserveTerms(program, line, match.Groups["loss"].Value);
                ObserveLeaf(program, line, match.Groups["loss"].Value);
            }
        }
    }

    // loss=rec+args.weight*adv, where adv=bce(verdict,ones).detach() stands in the same block.
    private static void ObserveTerms(TrainingProgram program, OutlineLine backward, string loss)
    {
        foreach (var (sum, term) in TermsOf(program, backward, loss))
        {
            var values = program.Names.All(backward, term);
            if (values.Count == 1 && values[0] is { Position: -1, IsEach: false } made && made.Line.Index < sum.Index
                && IsLoss.IsMatch(term)
                && made.Line.Around.SequenceEqual(sum.Around) && IsCut(made.Text) is { } how)
            {
                program.Note("loss-without-graph", made.Line, "'" + term + "' ends in " + how + " and is added to the loss that "
                    + "backward() starts from: it raises the number and no weight follows it; leave " + how + " out, or take it for the "
                    + "report alone.", Core.Findings.Severity.Warning);
            }
        }
    }

    private static string? IsCut(string text) => CutOff.Match(text) is { Success: true } cut
        && ProgramText.Call(text.Substring(0, cut.Index + 1)) is not null ? cut.Groups["how"].Value : null;

    private static IEnumerable<(OutlineLine Sum, string Term)> TermsOf(TrainingProgram program, OutlineLine backward, string loss)
    {
        var sums = program.Lines.Where(line => line.Index < backward.Index && line.Around.SequenceEqual(backward.Around)
            && (line.Text.StartsWith(loss + "=", StringComparison.Ordinal)
                || line.Text.StartsWith(loss + "+=", StringComparison.Ordinal)));
        foreach (var sum in sums)
        {
            var text = sum.Text.Substring(sum.Text.IndexOf('=') + 1);
            if (HasMinus(text))
            {
                continue;
            }

            var terms = ProgramText.Split(text, '+');
            foreach (var term in terms.Count > 1 || sum.Text[loss.Length] == '+' ? terms : [])
            {
                var factors = ProgramText.Split(term, '*');
                var names = factors.Where(factor => !Weight.IsMatch(factor) || IsLoss.IsMatch(factor)).ToArray();
                if (names.Length == 1 && ProgramText.IsPath(names[0]) && !factors.Any(factor => IsTrained(program, sum, factor)))
                {
                    yield return (sum, names[0]);
                }
            }
        }
    }

    // loss=torch.tensor(losses,requires_grad=True): a new leaf that no weight stands behind.
    private static void ObserveLeaf(TrainingProgram program, OutlineLine backward, string loss)
    {
        var values = program.Names.All(backward, loss).Where(value => value.Line.Index < backward.Index).ToArray();
        if (values.Length > 0 && values[values.Length - 1] is { Position: -1 } last
            && Leaf.Match(last.Line.Text) is { Success: true } leaf && !IsStandIn(leaf.Groups["of"].Value)
            && last.Line.Around.All(header => header.Word is not ("if" or "else" or "elif" or "except") || backward.IsIn(header))
            && ReferenceEquals(last.Line.Function, backward.Function) && IsLoss.IsMatch(loss)
            && !program.Lines.Any(line => ProgramText.HasWord(line.Text, loss + ".grad")))
        {
            program.Note("loss-without-graph", last.Line, "A new tensor with requires_grad=True is a leaf: backward() ends at it and no "
                + "weight gets a gradient; call backward() on the loss as the network gave it.");
        }
    }

    // torch.tensor(0.0, requires_grad=True) for a batch with nothing to learn from, so that all processes take part in the step.
    private static bool IsStandIn(string of) => char.IsDigit(of[0]) || of[0] is '-' or '.';

    // beta = log_beta.exp(): a multiplier that is trained by the value of the term that it weighs.
    private static bool IsTrained(TrainingProgram program, OutlineLine at, string factor) => ProgramText.IsPath(factor)
        && program.Names.All(at, factor).Any(value => value.Text.IndexOf("exp(", StringComparison.Ordinal) >= 0
            || value.Text.IndexOf("softplus(", StringComparison.Ordinal) >= 0
            || value.Text.IndexOf("Parameter(", StringComparison.Ordinal) >= 0
            || value.Text.IndexOf("requires_grad", StringComparison.Ordinal) >= 0);

    private static bool HasMinus(string text) => ProgramText.Split(text, '-').Count > 1;
}
