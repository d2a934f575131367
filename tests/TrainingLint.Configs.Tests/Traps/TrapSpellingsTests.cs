using System.Linq;
using TrainingLint.Configs.Tests.Dialects;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Traps;

/// <summary>One mistake in several spellings, and sound programs that look like it.</summary>
public class TrapSpellingsTests
{
    private const string Hub = "from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer, TrainingArguments\n";

    private static bool Tells(string text, string word, string file = "train.py") =>
        new Judge().Findings(ReadText.As(text, file)).Any(finding => finding.Message.Contains(word));

    [Theory]
    [InlineData("args = TrainingArguments('out', eval_strategy='epoch')\nt = Trainer(model, args, train_dataset=d)\nt.train()\n", true)]
    [InlineData("def main():\n    t = Trainer(model=m, args=TrainingArguments(output_dir='o', evaluation_strategy='steps'), train_dataset=d)\n", true)]
    [InlineData("class Mine(Trainer):\n    pass\na = TrainingArguments('o', eval_strategy='steps')\nMine(model=m, args=a, train_dataset=d)\n", true)]
    [InlineData("import transformers\nt = transformers.Trainer(args=transformers.TrainingArguments('o', eval_strategy='epoch'))\n", true)]
    [InlineData("args = TrainingArguments('out', eval_strategy='epoch')\nt = Trainer(model, args, c, d, e)\n", false)]
    [InlineData("args = TrainingArguments('out', eval_strategy='no')\nt = Trainer(model, args, train_dataset=d)\n", false)]
    [InlineData("args = TrainingArguments('out', **more, eval_strategy='epoch')\nt = Trainer(model, args, train_dataset=d)\n", false)]
    [InlineData("t = Trainer(model, parser.parse(), train_dataset=d)\n", false)]
    [InlineData("kw = {}\nargs = TrainingArguments('o', eval_strategy='epoch')\nt = Trainer(model, args, **kw, train_dataset=d)\n", false)]
    public void EvaluationWithoutData(string text, bool isTold) => Assert.Equal(isTold, Tells(Hub + text, "no eval_dataset"));

    [Fact]
    public void TrainerOfAnotherModule_IsLeftAlone() => Assert.False(Tells(
        "from mine import Trainer\nfrom transformers import TrainingArguments\nTrainer(model=m, learning_rate=1e-3, epochs=3)\n", "TypeError"));

    [Theory]
    [InlineData("from transformers import Trainer\nTrainer(model=m, args=a, learning_rate=1e-3)\n", true)]
    [InlineData("from transformers import Seq2SeqTrainer\nSeq2SeqTrainer(m, a, optimizer=o)\n", true)]
    [InlineData("import transformers\ntransformers.Trainer(m, a, epochs=3)\n", true)]
    [InlineData("from trl import SFTTrainer\nSFTTrainer(model=m, num_train_epochs=3)\n", true)]
    [InlineData("from transformers import Trainer\nTrainer(model=m, args=a, optimizers=(o, s))\n", false)]
    [InlineData("from transformers import Trainer\nclass Mine(Trainer):\n    pass\nMine(model=m, args=a, learning_rate=1)\n", false)]
    [InlineData("from trl import SFTTrainer\nSFTTrainer(model=m, args=SFTConfig(num_train_epochs=3))\n", false)]
    public void SettingsHandedToATrainer(string text, bool isTold) =>
        Assert.Equal(isTold, Tells(text + "# TrainingArguments( lr=\n", "unexpected keyword"));

    private const string Classifier = "from peft import LoraConfig, TaskType, get_peft_model\n"
        + "from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments\n"
        + "model = AutoModelForSequenceClassification.from_pretrained('roberta-base', num_labels=3)\n";

    [Theory]
    [InlineData("c = LoraConfig(r=8, task_type='CAUSAL_LM')", true)]
    [InlineData("c = LoraConfig(task_type=TaskType.CAUSAL_LM, r=8)", true)]
    [InlineData("c = LoraConfig(r=8)", true)]
    [InlineData("def build():\n    return LoraConfig(r=8, target_modules=['query'])", true)]
    [InlineData("c = LoraConfig(r=8, task_type='SEQ_CLS')", false)]
    [InlineData("c = LoraConfig(r=8, modules_to_save=['classifier'])", false)]
    [InlineData("c = LoraConfig(**settings)", false)]
    [InlineData("c = LoraConfig(r=8, task_type=kind)", false)]
    [InlineData("c = LoraConfig(r=8)\nfor p in model.classifier.parameters():\n    p.requires_grad = True", false)]
    public void HeadOfAClassifierUnderAnAdapter(string config, bool isTold) => Assert.Equal(isTold, Tells(
        Classifier + config + "\nTrainer(model=get_peft_model(model, c), args=TrainingArguments('o')).train()\n", "drawn at random"));

    private const string Collate = "from transformers import AutoModelForCausalLM, Trainer, TrainingArguments\n"
        + "from torch.nn.utils.rnn import pad_sequence\nargs = TrainingArguments('o')\ndef collate(batch):\n    ";

    [Theory]
    [InlineData("labels = pad_sequence(ls, batch_first=True)", true)]
    [InlineData("batch['labels'] = pad_sequence(ls, batch_first=True)", true)]
    [InlineData("labels = torch.nn.utils.rnn.pad_sequence([x['labels'] for x in batch], batch_first=True)", true)]
    [InlineData("label_ids = pad_sequence(ls, batch_first=True)", true)]
    [InlineData("labels = pad_sequence(ls, batch_first=True, padding_value=-100)", false)]
    [InlineData("labels = pad_sequence(ls, batch_first=True, padding_value=IGNORE_INDEX)", false)]
    [InlineData("input_ids = pad_sequence(ls, batch_first=True)", false)]
    public void LabelsPaddedWithZero(string line, bool isTold) => Assert.Equal(isTold, Tells(Collate + line + "\n", "padded with 0"));

    [Theory]
    [InlineData("preds = np.argmax(logits)", true)]
    [InlineData("return {'a': (np.argmax(p.predictions) == p.label_ids).mean()}", true)]
    [InlineData("preds = torch.argmax(logits)", true)]
    [InlineData("preds = np.argmax(preds[0])", true)]
    [InlineData("preds = np.argmax(logits, axis=-1)", false)]
    [InlineData("preds = np.argmax(logits, 1)", false)]
    [InlineData("preds = [np.argmax(x) for x in logits]", false)]
    [InlineData("preds = list(map(lambda x: np.argmax(x), logits))", false)]
    public void ArgmaxOverEverything(string line, bool isTold) => Assert.Equal(isTold, Tells(
        Hub + "args = TrainingArguments('o')\ndef compute_metrics(p):\n    " + line + "\n", "argmax"));

    [Theory]
    [InlineData("distributed_type: DEEPSPEED\nnum_processes: 2\ndeepspeed_config:\n  deepspeed_config_file: a.json\n  zero_stage: 2\n", true)]
    [InlineData("distributed_type: DEEPSPEED\nnum_processes: 2\nmixed_precision: bf16\ndeepspeed_config:\n  deepspeed_config_file: a.json\n", true)]
    [InlineData("distributed_type: DEEPSPEED\nnum_processes: 2\nmixed_precision: bf16\ndeepspeed_config:\n  zero_stage: 2\n", false)]
    [InlineData("distributed_type: DEEPSPEED\nmy_own: 2\nmixed_precision: bf16\n", false)]
    public void FileOfAccelerate(string text, bool isTold) =>
        Assert.Equal(isTold, Tells(text, "beside deepspeed_config_file", "accelerate.yaml"));

    [Theory]
    [InlineData("neftune_noise_alpha: 0\n", true)]
    [InlineData("neftune_noise_alpha:\n", false)]
    [InlineData("neftune_noise_alpha: null\n", false)]
    public void SettingThatIsNothing_IsNotWritten(string line, bool isTold) => Assert.Equal(isTold, Tells(
        "base_model: a\ndatasets:\n  - path: b\n    type: alpaca\nmicro_batch_size: 2\ngradient_accumulation_steps: 4\nsequence_len: 512\nnum_epochs: 1\n"
        + "learning_rate: 0.0002\nadapter: lora\n" + line, "a number above 0, or none", "config.yaml"));
}
