using System;
using System.Collections.Generic;
using System.Text;

namespace TrainingLint.Core.Knowledge;

/// <summary>Optimizers that share a scale of learning rates.</summary>
public enum OptimizerFamily
{
    /// <summary>Not known, or none of the others.</summary>
    Unknown,

    /// <summary>Stochastic gradient descent, with or without momentum.</summary>
    Sgd,

    /// <summary>Adam and its relatives: AdamW, NAdam, RAdam, AMSGrad, quantized and fused variants.</summary>
    Adam,

    /// <summary>Lion, whose steps are signs.</summary>
    Lion,

    /// <summary>Adafactor.</summary>
    Adafactor,

    /// <summary>Layer-wise adaptive SGD: LARS and LARC.</summary>
    Lars,

    /// <summary>Layer-wise adaptive Adam.</summary>
    Lamb,

    /// <summary>RMSProp.</summary>
    RmsProp,

    /// <summary>Adagrad.</summary>
    Adagrad,

    /// <summary>Adadelta.</summary>
    Adadelta,

    /// <summary>NovoGrad.</summary>
    Novograd,

    /// <summary>Optimizers that orthogonalize matrix updates: Muon, Dion.</summary>
    Muon,

    /// <summary>Optimizers whose number is no step size in this sense: L-BFGS, Prodigy, D-Adaptation, Rprop.</summary>
    SelfScaling,
}

/// <summary>Finds the family of an optimizer by its name, however a framework spells it.</summary>
public static class OptimizerFamilies
{
    // The first row that fits decides, so the longer names stand before those that they contain. Short names that also occur
    // within other words (lamb in lambda, nag in manager) must be a word of their own.
    private static readonly (string Name, bool IsWord, OptimizerFamily Family)[] Rows =
    [
        ("lbfgs", false, OptimizerFamily.SelfScaling),
        ("prodigy", false, OptimizerFamily.SelfScaling),
        ("dadapt", false, OptimizerFamily.SelfScaling),
        ("dadam", true, OptimizerFamily.SelfScaling),
        ("schedulefreesgd", false, OptimizerFamily.Sgd),
        ("rprop", false, OptimizerFamily.SelfScaling),
        ("noop", false, OptimizerFamily.SelfScaling),
        ("adafactor", false, OptimizerFamily.Adafactor),
        ("adadelta", false, OptimizerFamily.Adadelta),
        ("adagrad", false, OptimizerFamily.Adagrad),
        ("novograd", false, OptimizerFamily.Novograd),
        ("rmsprop", false, OptimizerFamily.RmsProp),
        ("lars", true, OptimizerFamily.Lars),
        ("larc", true, OptimizerFamily.Lars),
        ("lamb", true, OptimizerFamily.Lamb),
        ("muon", true, OptimizerFamily.Muon),
        ("dion", true, OptimizerFamily.Muon),
        ("adam", false, OptimizerFamily.Adam),
        ("adan", true, OptimizerFamily.Adam),
        ("adabelief", false, OptimizerFamily.Adam),
        ("came", true, OptimizerFamily.Adam),
        ("adopt", true, OptimizerFamily.Adam),
        ("lion", true, OptimizerFamily.Lion),
        ("sgd", false, OptimizerFamily.Sgd),
        ("momentum", false, OptimizerFamily.Sgd),
        ("nesterov", false, OptimizerFamily.Sgd),
        ("nag", true, OptimizerFamily.Sgd),
    ];

    private static readonly string[] WordPrefixes = ["fused", "paged", "nv"];
    private static readonly string[] WordSuffixes = ["", "w", "8bit", "w8bit", "32bit", "4bit"];
    private static readonly string[] Decoupled =
        ["adamw", "adamcpr", "adamp", "adan", "adabelief", "came", "lion", "lamb", "decoupled", "onecycle", "muon", "distributedfusedadam", "fusedadam"];

    /// <summary>The family of an optimizer; <see cref="OptimizerFamily.Unknown"/> for an unknown or missing name.</summary>
    public static OptimizerFamily Of(string? name)
    {
        if (name is null)
        {
            return OptimizerFamily.Unknown;
        }

        var words = Words(name);
        var letters = string.Concat(words);
        foreach (var (row, isWord, family) in Rows)
        {
            // A word that is not among the letters is none of the words either.
            if (Contains(letters, row) && (!isWord || HasWord(words, row)))
            {
                return family;
            }
        }

        return OptimizerFamily.Unknown;
    }

    /// <summary>True for optimizers that decouple weight decay from the gradient (AdamW, LAMB, Lion and the like).</summary>
    public static bool DecouplesWeightDecay(string name)
    {
        var letters = string.Concat(Words(name));
        return Array.Exists(Decoupled, fragment => Contains(letters, fragment));
    }

    /// <summary>True for kinds of SGD whose name says that they have momentum, which then is not 0 by default.</summary>
    public static bool NamesMomentum(string name)
    {
        var words = Words(name);
        var letters = string.Concat(words);
        return Contains(letters, "momentum") || Contains(letters, "nesterov") || Contains(letters, "schedulefree") || words.Contains("nag");
    }

    private static bool Contains(string letters, string fragment) => letters.IndexOf(fragment, StringComparison.Ordinal) >= 0;

    private static bool HasWord(List<string> words, string name)
    {
        foreach (var word in words)
        {
            if (IsWord(word, name))
            {
                return true;
            }
        }

        return false;
    }

    // The name with at most one of the prefixes before it and one of the suffixes behind it.
    private static bool IsWord(string word, string name)
    {
        var at = word.IndexOf(name, StringComparison.Ordinal);
        return at >= 0
            && (at == 0 || Array.IndexOf(WordPrefixes, word.Substring(0, at)) >= 0)
            && Array.IndexOf(WordSuffixes, word.Substring(at + name.Length)) >= 0;
    }

    // DecoupledLionW, paged_lion_8bit, FusedLAMB: words end at punctuation and where a capital follows or ends a run of capitals.
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder(name.Length);
        var text = LastPart(name);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var startsWord = char.IsUpper(c) && i > 0 && (!char.IsUpper(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1])));
            if ((startsWord || !char.IsLetterOrDigit(c)) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
        }

        words.Add(word.ToString());
        return words;
    }

    // torch.optim.Adam, timm.optim.create_optimizer and other import paths: the class decides, not the module.
    private static string LastPart(string name)
    {
        var parts = name.Split('.', ':');
        return parts[parts.Length - 1];
    }

    /// <summary>A family's name as people write it.</summary>
    public static string NameOf(OptimizerFamily family) => family switch
    {
        OptimizerFamily.Sgd => "SGD",
        OptimizerFamily.Adam => "Adam-type optimizers",
        OptimizerFamily.Lion => "Lion",
        OptimizerFamily.Adafactor => "Adafactor",
        OptimizerFamily.Lars => "LARS",
        OptimizerFamily.Lamb => "LAMB",
        OptimizerFamily.RmsProp => "RMSProp",
        OptimizerFamily.Adagrad => "Adagrad",
        OptimizerFamily.Adadelta => "Adadelta",
        OptimizerFamily.Novograd => "NovoGrad",
        OptimizerFamily.Muon => "Muon",
        OptimizerFamily.SelfScaling => "a self-scaling optimizer",
        _ => "the optimizer",
    };
}
