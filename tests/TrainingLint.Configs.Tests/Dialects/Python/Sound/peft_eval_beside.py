
from peft import PeftModel, LoraConfig, get_peft_model
from transformers import Trainer, TrainingArguments
def evaluate(base):
    model = PeftModel.from_pretrained(base, 'out')
    return score(model)
def train(base):
    model = get_peft_model(base, LoraConfig())
    Trainer(model=model, args=TrainingArguments('out', learning_rate=1e-4)).train()
