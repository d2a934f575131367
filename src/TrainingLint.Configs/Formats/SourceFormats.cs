using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>What a text's name says about how it is written.</summary>
public static class SourceFormats
{
    extension(SourceFile source)
    {
        /// <summary>How it is written, by its name.</summary>
        public ConfigFormat Format => source.KnownFormat ??= ConfigFormats.Of(source.Path);
    }
}
