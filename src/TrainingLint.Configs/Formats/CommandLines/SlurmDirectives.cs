using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>
/// What <c>#SBATCH</c> lines ask for, as the variables that Slurm sets for the script (https://slurm.schedmd.com/sbatch.html,
/// "OUTPUT ENVIRONMENT VARIABLES"). Only whole numbers are known; a range of nodes is not.
/// </summary>
internal static class SlurmDirectives
{
    private static readonly Regex Option = new(
        @"(?:^|\s)(?:--(?<name>[a-z-]+)[=\s]\s*|-(?<short>[NnG])\s*)(?<value>[^\s#]+)", RegexOptions.CultureInvariant);

    private static readonly Regex Count = new("(?:^|:)(?<count>[0-9]{1,6})$", RegexOptions.CultureInvariant);

    /// <summary>The variables; none for a script that no scheduler reads.</summary>
    public static IReadOnlyDictionary<string, string> Of(SourceFile source)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var number = 1; number <= source.LineCount && source.Text.IndexOf("#SBATCH", StringComparison.Ordinal) >= 0; number++)
        {
            var line = source.Line(number).Trim();
            if (line.StartsWith("#SBATCH", StringComparison.Ordinal))
            {
                foreach (Match option in Option.Matches(line))
                {
                    var name = option.Groups["name"].Success ? option.Groups["name"].Value : option.Groups["short"].Value;
                    Note(variables, name, option.Groups["value"].Value);
                }
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                break;
            }
        }

        Derive(variables);
        return variables;
    }

    private static void Note(Dictionary<string, string> variables, string name, string value)
    {
        if (Count.Match(value) is not { Success: true } match)
        {
            return;
        }

        var count = match.Groups["count"].Value;
        switch (name)
        {
            case "nodes" or "N":
                variables["SLURM_NNODES"] = variables["SLURM_JOB_NUM_NODES"] = count;
                break;
            case "ntasks" or "n":
                variables["SLURM_NTASKS"] = variables["SLURM_NPROCS"] = count;
                break;
            case "ntasks-per-node":
                variables["SLURM_NTASKS_PER_NODE"] = count;
                break;
            case "gpus-per-node":
                variables["SLURM_GPUS_PER_NODE"] = variables["SLURM_GPUS_ON_NODE"] = count;
                break;
            case "gres" when value.StartsWith("gpu", StringComparison.Ordinal):
                variables["SLURM_GPUS_ON_NODE"] = count;
                break;
            case "gpus" or "G":
                variables["SLURM_GPUS"] = count;
                break;
        }
    }

    // So many tasks on each of so many nodes.
    private static void Derive(Dictionary<string, string> variables)
    {
        if (!variables.ContainsKey("SLURM_NTASKS") && variables.TryGetValue("SLURM_NTASKS_PER_NODE", out var each)
            && variables.TryGetValue("SLURM_NNODES", out var nodes))
        {
            var tasks = long.Parse(each, CultureInfo.InvariantCulture) * long.Parse(nodes, CultureInfo.InvariantCulture);
            variables["SLURM_NTASKS"] = variables["SLURM_NPROCS"] = tasks.ToString(CultureInfo.InvariantCulture);
        }
    }
}
