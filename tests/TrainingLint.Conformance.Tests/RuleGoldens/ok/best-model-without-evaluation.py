from transformers import Trainer, TrainingArguments
# TrainingArguments refuses this: the best model cannot be told without an evaluation.
args = TrainingArguments(
    output_dir="out",
    learning_rate=2e-5,
    num_train_epochs=3,
    per_device_train_batch_size=16,
    seed=1,
    eval_strategy="epoch",
    save_strategy="epoch",
    load_best_model_at_end=True,
)
trainer = Trainer(model=model, args=args, train_dataset=train, eval_dataset=test)
trainer.train()
