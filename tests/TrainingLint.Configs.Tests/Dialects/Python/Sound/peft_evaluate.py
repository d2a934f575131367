from peft import PeftModel
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
base = AutoModelForSequenceClassification.from_pretrained("roberta-base")
model = PeftModel.from_pretrained(base, "out/adapter")
trainer = Trainer(model=model, args=TrainingArguments("o"), eval_dataset=ds, compute_metrics=metrics)
print(trainer.evaluate())
