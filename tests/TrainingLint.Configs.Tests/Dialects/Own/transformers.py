from transformers import TrainingArguments
args = TrainingArguments('out', learning_rate=2e-4, num_train_epochs=5)
peft = LoraConfig(r=16, lora_alpha=32)
