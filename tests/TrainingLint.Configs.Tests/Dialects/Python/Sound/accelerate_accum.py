import torch
from accelerate import Accelerator
from transformers import get_scheduler

def main(model, train_loader, eval_loader, args):
    accelerator = Accelerator(gradient_accumulation_steps=4, mixed_precision="fp16")
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-5)
    lr_scheduler = get_scheduler("linear", optimizer, num_warmup_steps=100, num_training_steps=1000)
    model, optimizer, train_loader, eval_loader, lr_scheduler = accelerator.prepare(
        model, optimizer, train_loader, eval_loader, lr_scheduler)
    for epoch in range(args.epochs):
        model.train()
        for step, batch in enumerate(train_loader):
            with accelerator.accumulate(model):
                loss = model(**batch).loss
                accelerator.backward(loss)
                if accelerator.sync_gradients:
                    accelerator.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                lr_scheduler.step()
                optimizer.zero_grad()
        model.eval()
        for batch in eval_loader:
            with torch.no_grad():
                out = model(**batch)
            preds = out.logits.argmax(-1)
            accelerator.gather_for_metrics((preds, batch["labels"]))
