using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Objective;

/// <summary>TL1203 end-token-masked: The token that ends a text is the padding token, which the loss leaves out.</summary>
public sealed class EndTokenMasked : ObservationRule<MaskedEndObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1203",
        Name = "end-token-masked",
        Severity = Severity.Info,
        Title = "The token that ends a text is the padding token, which the loss leaves out",
        Failure = Failure.NotWhatIsWritten,
        Why = "A collator for language models gives the label -100 to every padding token. Where the end token does the padding, the end "
            + "of each text is left out with it: the model never learns to stop, and generates until the limit.",
        Instead = "Pad with a token of its own, such as the unknown token or an added one, or use a collator that masks by the "
            + "attention mask.",
        Suppress = "When the collator masks by the attention mask, as recent releases of TRL do, or texts are packed.",
        Sources =
        [
            "transformers, data/data_collator.py, DataCollatorForLanguageModeling: labels equal to pad_token_id become -100",
            "https://github.com/huggingface/trl/issues/976",
            "https://github.com/mlabonne/llm-course/issues/33",
        ],
        Risky = """
            from transformers import AutoTokenizer, DataCollatorForLanguageModeling, Trainer, TrainingArguments
            tokenizer = AutoTokenizer.from_pretrained("mistralai/Mistral-7B-v0.1")
            tokenizer.pad_token = tokenizer.eos_token
            collator = DataCollatorForLanguageModeling(tokenizer, mlm=False)
            args = TrainingArguments("out", learning_rate=2e-5, num_train_epochs=3, weight_decay=0.01)
            trainer = Trainer(model=model, args=args, data_collator=collator, train_dataset=texts)
            """,
        Sound = """
            from transformers import AutoTokenizer, DataCollatorForLanguageModeling, Trainer, TrainingArguments
            tokenizer = AutoTokenizer.from_pretrained("mistralai/Mistral-7B-v0.1")
            tokenizer.pad_token = tokenizer.unk_token
            collator = DataCollatorForLanguageModeling(tokenizer, mlm=False)
            args = TrainingArguments("out", learning_rate=2e-5, num_train_epochs=3, weight_decay=0.01)
            trainer = Trainer(model=model, args=args, data_collator=collator, train_dataset=texts)
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(MaskedEndObservation observation, TrainingFile file) =>
        At(observation, "The end token does the padding, and the loss leaves padding out, so the model may never learn to stop; pad with "
            + "another token, or mask by the attention mask.");
}
