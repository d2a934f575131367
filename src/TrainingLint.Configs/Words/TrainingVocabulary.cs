using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Words;

/// <summary>Words by which a text that cannot be parsed still shows that it configures a training.</summary>
internal static class TrainingVocabulary
{
    private const int EnoughWords = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex RateKey = new(
        @"(?im)(?:^|[{,])[ \t\-""'?]*(?:base_?|init(?:ial)?_?|peak_?|max_?)?(?:lr0?|learning_?rate)[""']?[ \t]*:",
        RegexOptions.CultureInvariant,
        Patience);

    private static readonly Regex RateFlag = new(
        @"(?i)(?:^|[\s""'])(?:--?|\+{0,2})(?:[\w-]+\.)*(?:\w+[_-])?(?:lr0?|learning[_-]?rate)(?:=|[ \t]+[""'$\d.])",
        RegexOptions.CultureInvariant,
        Patience);

    private static readonly Regex OtherKeys = new(
        @"(?im)(?:^|[{,])[ \t\-""'?]*(optim(?:izer)?(?:_?(?:name|type|conf|params|config))?|(?:micro_|train_|global_)?batch_?size|per_device_train_batch_size|(?:num_|max_|total_)?(?:train_)?epochs?"
        + @"|weight_?decay|wd|momentum|(?:lr_)?scheduler(?:_?type|_?conf)?|warmup\w*|max_(?:train_)?(?:steps|iters?|updates?)|gradient_accumulation_steps|accum_grad|betas|grad(?:ient)?_clip\w*|ims_per_batch"
        + @"|pretrained_model\w*|(?:base_)?model(?:_name_or_path)?|datasets?)[""']?[ \t]*:",
        RegexOptions.CultureInvariant,
        Patience);

    /// <summary>True when a command in the text is given a learning rate.</summary>
    public static bool GivesRate(string text)
    {
        try
        {
            return RateFlag.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>True when the text sets a learning rate, or several other things that only trainings have together.</summary>
    public static bool SpeaksOfTraining(string text)
    {
        try
        {
            if (RateKey.IsMatch(text))
            {
                return true;
            }

            var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            for (var match = OtherKeys.Match(text); match.Success && words.Count < EnoughWords; match = match.NextMatch())
            {
                words.Add(match.Groups[1].Value);
            }

            return words.Count >= EnoughWords;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
