using System.Collections.Generic;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>
/// The text format of protocol buffers (https://protobuf.dev/reference/protobuf/textformat-spec): solvers of Caffe and pipelines of the
/// TensorFlow Object Detection API. The messages' own definitions are not read, so a field that stands once is no list.
/// </summary>
internal sealed class TextProtoFormat : ConfigFormat
{
    public override string Name => "text protobuf";

    public override IReadOnlyList<string> Extensions { get; } = [".prototxt", ".config", ".pbtxt", ".textproto"];

    // Networks of Caffe and label maps have the same endings, and programs of other kinds keep XML in .config.
    public override ByteMarks? Marks { get; } = new(["base_lr", "learning_rate"], ["max_iter", "train_config", "lr_policy", "num_steps"]);

    public override ScalarSchema? Schema => ScalarSchema.Json;

    public override ParsedFile Parse(SourceFile source) => new TextProtoReader(source).Read();
}
