from transformers import AutoTokenizer, DataCollatorForLanguageModeling, Trainer, TrainingArguments
tokenizer = AutoTokenizer.from_pretrained("mistralai/Mistral-7B-v0.1")
tokenizer.pad_token = tokenizer.eos_token
trainer = Trainer(
    model=model,
    args=TrainingArguments("out", learning_rate=5e-5, num_train_epochs=1, per_device_train_batch_size=8, seed=1),
    data_collator=DataCollatorForLanguageModeling(tokenizer, mlm=False),
    train_dataset=texts,
)
